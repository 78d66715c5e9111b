package io.nexushive.executor.warehouse.bigquery;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.BigqueryRequest;
import com.google.api.services.bigquery.model.DatasetReference;
import com.google.api.services.bigquery.model.GetQueryResultsResponse;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.JobStatistics2;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TestIamPermissionsRequest;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.QueryTag;
import io.nexushive.executor.warehouse.WarehouseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The calls of the REST API that are made, each within a time-out. */
final class BigQueryClient {
  private static final int CONNECT_MS = 5_000;
  private static final int READ_MS = 30_000;

  /** For how long one question for results may wait: well below the read time-out. */
  private static final long PATIENCE_MS = 10_000;

  private final Bigquery service;
  private final BigQueryPlace place;

  BigQueryClient(String url, Optional<GoogleCredentials> credentials, BigQueryPlace place) {
    Optional<HttpCredentialsAdapter> login = credentials.map(HttpCredentialsAdapter::new);
    this.service =
        new Bigquery.Builder(
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                request -> prepare(request, login))
            .setRootUrl(url)
            .setServicePath("bigquery/v2/")
            .setApplicationName("NexusHive")
            .build();
    this.place = place;
  }

  private static void prepare(HttpRequest request, Optional<HttpCredentialsAdapter> login)
      throws IOException {
    login.orElseThrow(() -> new WarehouseException(Problem.SECRET_NEEDED)).initialize(request);
    request.setConnectTimeout(CONNECT_MS);
    request.setReadTimeout(READ_MS);
    request.setNumberOfRetries(1);
  }

  BigQueryPlace place() {
    return place;
  }

  /** What would be done for {@code sql}. */
  JobStatistics2 plan(String sql) throws IOException {
    Job job =
        new Job().setConfiguration(new JobConfiguration().setQuery(query(sql)).setDryRun(true));
    job.setJobReference(reference(null));
    return insert(job).getStatistics().getQuery();
  }

  /**
   * A new name for a job, so that it can be cancelled whatever becomes of the call that makes it.
   */
  JobReference name() {
    return reference("nexushive_" + UUID.randomUUID());
  }

  private JobReference reference(String id) {
    return new JobReference()
        .setProjectId(place.project())
        .setLocation(place.location())
        .setJobId(id);
  }

  /**
   * @return where the service put it
   */
  JobReference start(JobReference name, String sql, Duration limit, QueryTag tag)
      throws IOException {
    JobConfiguration configuration =
        new JobConfiguration()
            .setQuery(query(sql))
            .setLabels(BigQueryLabels.of(tag))
            .setJobTimeoutMs(limit.toMillis());
    return insert(new Job().setJobReference(name).setConfiguration(configuration))
        .getJobReference();
  }

  private JobConfigurationQuery query(String sql) {
    return new JobConfigurationQuery()
        .setQuery(sql)
        .setUseLegacySql(false)
        .setMaximumBytesBilled(place.maxBytesBilled())
        .setDefaultDataset(
            new DatasetReference().setProjectId(place.project()).setDatasetId(place.dataset()));
  }

  private Job insert(Job job) throws IOException {
    return execute(service.jobs().insert(place.project(), job));
  }

  /** Some rows of a job, or none yet. */
  GetQueryResultsResponse rows(JobReference job, String pageToken, long rows) throws IOException {
    return execute(
        service
            .jobs()
            .getQueryResults(place.project(), job.getJobId())
            .setLocation(job.getLocation())
            .setPageToken(pageToken)
            .setMaxResults(rows)
            .setTimeoutMs(PATIENCE_MS)
            .setFormatOptionsUseInt64Timestamp(true));
  }

  void cancel(JobReference job) throws IOException {
    execute(service.jobs().cancel(place.project(), job.getJobId()).setLocation(job.getLocation()));
  }

  Table table(String name) throws IOException {
    return execute(service.tables().get(place.project(), place.dataset(), name));
  }

  /** Those of {@code permissions} that the login has on a table. */
  List<String> permitted(String table, List<String> permissions) throws IOException {
    String resource =
        "projects/" + place.project() + "/datasets/" + place.dataset() + "/tables/" + table;
    List<String> held =
        execute(
                service
                    .tables()
                    .testIamPermissions(
                        resource, new TestIamPermissionsRequest().setPermissions(permissions)))
            .getPermissions();
    return held == null ? List.of() : held;
  }

  private static <T> T execute(BigqueryRequest<T> request) throws IOException {
    return request.execute();
  }
}
