package io.nexushive.model.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What every service depends on depends on nothing itself. */
@AnalyzeClasses(packages = "io.nexushive", importOptions = DoNotIncludeTests.class)
class ModuleRulesTest {
  @ArchTest
  static final ArchRule knowsJavaJsonAndCryptographyAlone =
      classes()
          .that()
          .resideInAPackage("io.nexushive.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.nexushive.model..",
              "java..",
              "com.fasterxml.jackson..",
              "com.fasterxml.uuid..",
              "org.bouncycastle.crypto..",
              "org.bouncycastle.math..",
              "com.google.crypto.tink..");

  @ArchTest
  static final ArchRule doesNoInputOrOutput =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule featuresDoNotGoInCircles =
      slices().matching("io.nexushive.model.(*)..").should().beFreeOfCycles();
}
