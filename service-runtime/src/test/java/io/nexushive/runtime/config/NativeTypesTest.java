package io.nexushive.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeTypesTest {

  @Test
  void registersEveryRecordAndEnumOfTheContracts() {
    List<Class<?>> contracts =
        new ClassFileImporter()
            .importPackages("io.nexushive.model").stream()
                .<Class<?>>map(JavaClass::reflect)
                .filter(c -> c.isRecord() || c.isEnum())
                .filter(c -> !Modifier.isPrivate(c.getModifiers()))
                .toList();

    assertThat(contracts).hasSizeGreaterThan(30);
    assertThat(
            Arrays.asList(NativeTypes.class.getAnnotation(RegisterForReflection.class).targets()))
        .containsAll(contracts);
  }
}
