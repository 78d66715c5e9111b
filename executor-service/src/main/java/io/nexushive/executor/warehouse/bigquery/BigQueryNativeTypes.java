package io.nexushive.executor.warehouse.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.DatasetReference;
import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.GetQueryResultsResponse;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobCancelResponse;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.JobStatistics;
import com.google.api.services.bigquery.model.JobStatistics2;
import com.google.api.services.bigquery.model.JobStatus;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableCell;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.api.services.bigquery.model.TestIamPermissionsRequest;
import com.google.api.services.bigquery.model.TestIamPermissionsResponse;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the client reads and writes by looking at fields, for native images. */
@RegisterForReflection(
    targets = {
      Bigquery.Jobs.Cancel.class,
      Bigquery.Jobs.GetQueryResults.class,
      Bigquery.Jobs.Insert.class,
      Bigquery.Tables.Get.class,
      Bigquery.Tables.TestIamPermissions.class,
      DatasetReference.class,
      ErrorProto.class,
      GetQueryResultsResponse.class,
      GoogleJsonError.class,
      GoogleJsonError.ErrorInfo.class,
      Job.class,
      JobCancelResponse.class,
      JobConfiguration.class,
      JobConfigurationQuery.class,
      JobReference.class,
      JobStatistics.class,
      JobStatistics2.class,
      JobStatus.class,
      Table.class,
      TableCell.class,
      TableFieldSchema.class,
      TableReference.class,
      TableRow.class,
      TableSchema.class,
      TestIamPermissionsRequest.class,
      TestIamPermissionsResponse.class
    })
final class BigQueryNativeTypes {
  private BigQueryNativeTypes() {}
}
