package io.nexushive.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;

/** Services meet on topics only, and beans are made by their constructors. */
@AnalyzeClasses(packages = "io.nexushive", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {
  @ArchTest
  static final ArchRule dependsOnNoOtherService =
      noClasses()
          .that()
          .resideInAPackage("io.nexushive.audit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.nexushive.gateway..",
              "io.nexushive.translator..",
              "io.nexushive.policy..",
              "io.nexushive.executor..",
              "io.nexushive.visualizer..",
              "io.nexushive.local..");

  @ArchTest
  static final ArchRule injectsNoFields =
      com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.nexushive.audit..")
          .should()
          .beAnnotatedWith(Inject.class);
}
