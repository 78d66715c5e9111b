/** Child processes that stop when they are told to and never outlive the one that started them. */
package io.nexushive.local.process;
