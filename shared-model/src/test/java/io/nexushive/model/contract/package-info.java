/**
 * What other teams build on: the documents under {@code docs/events} are generated here from the
 * code, and tests fail when they differ from it or when a change would break a reader.
 *
 * <p>To write documents and golden files anew after a change of the contracts:
 *
 * <pre>mvn -pl shared-model test -Dtest='GoldenFilesTest,DocumentsTest' -Dnexushive.contracts=write
 * </pre>
 *
 * <p>It refuses to write what old readers or old documents could not stand; such a change needs a
 * topic of a new version.
 */
package io.nexushive.model.contract;
