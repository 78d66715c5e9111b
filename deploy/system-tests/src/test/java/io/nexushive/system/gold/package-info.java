/** The classes of the pipeline in one process, with a model that knows the answers. */
package io.nexushive.system.gold;
