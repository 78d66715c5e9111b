package io.nexushive.model.contract;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TraceRecord;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** JSON Schema (draft 2020-12) of every payload, made from the records and what they demand. */
final class Schemas {
  private static final String DEFINITIONS = "$defs";
  private static final String CONDITIONS = "allOf";

  private final Javadocs docs = Javadocs.ofThisModule();
  private final RequiredFields required = RequiredFields.bySamples();

  /** Each payload's schema by its file name. */
  Map<String, JsonNode> all() {
    Map<String, JsonNode> all = new TreeMap<>();
    Set<Class<?>> payloads =
        Arrays.stream(EventType.values()).map(EventType::payload).collect(Collectors.toSet());
    for (Class<?> payload : payloads) {
      all.put(payload.getSimpleName() + ".v1.schema.json", of(payload));
    }
    return all;
  }

  private JsonNode of(Class<?> payload) {
    SchemaGenerator generator = new SchemaGenerator(config().build());
    SchemaBuilder builder = generator.buildMultipleSchemaDefinitions();
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("$schema", SchemaVersion.DRAFT_2020_12.getIdentifier());
    root.put("$id", "urn:nexushive:schema:" + payload.getSimpleName() + ":v1");
    root.put("title", payload.getSimpleName());
    ObjectNode reference = builder.createSchemaReference(payload);
    ArrayNode conditions = payload == TraceRecord.class ? payloadByKind(builder) : null;
    ObjectNode definitions = root.objectNode();
    // References are filled in when the definitions that they lead to are collected.
    ObjectNode collected = builder.collectDefinitions(DEFINITIONS);
    root.setAll(reference);
    if (conditions != null) {
      ((ObjectNode) collected.get(TraceEvent.class.getSimpleName())).set(CONDITIONS, conditions);
    }
    new TreeSet<>(names(collected)).forEach(name -> definitions.set(name, collected.get(name)));
    return root.set(DEFINITIONS, definitions);
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Which payload a trace event has is told by its kind. */
  private static ArrayNode payloadByKind(SchemaBuilder builder) {
    ArrayNode conditions = Json.mapper().createArrayNode();
    for (TraceKind kind : TraceKind.values()) {
      if (kind.payload() != null) {
        ObjectNode condition = conditions.addObject();
        ObjectNode when = condition.putObject("if");
        when.putObject("properties").putObject("kind").put("const", kind.wire());
        ObjectNode then = condition.putObject("then");
        then.putObject("properties").set("data", builder.createSchemaReference(kind.payload()));
      }
    }
    return conditions;
  }

  private SchemaGeneratorConfigBuilder config() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.EXTRA_OPEN_API_FORMAT_VALUES)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(Schemas::anyJson)
        .withCustomDefinitionProvider(Schemas::valueInPlace)
        .withDefinitionNamingStrategy(new NestedNames())
        .withPropertySorter((one, other) -> 0)
        .withDescriptionResolver(scope -> docs.of(scope.getType().getErasedType()).orElse(null));
    config
        .forFields()
        .withPropertyNameOverrideResolver(Schemas::wireName)
        .withRequiredCheck(
            field ->
                required.of(field.getDeclaringType().getErasedType()).contains(wireName(field)))
        .withDescriptionResolver(
            field ->
                field.isFakeContainerItemScope()
                    ? null
                    : docs.of(field.getDeclaringType().getErasedType(), field.getDeclaredName())
                        .orElse(null));
    return config;
  }

  private static String wireName(FieldScope field) {
    return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName());
  }

  private static CustomDefinition anyJson(ResolvedType type, SchemaGenerationContext context) {
    return JsonNode.class.isAssignableFrom(type.getErasedType())
        ? inline(context.getGeneratorConfig().createObjectNode())
        : null;
  }

  /** A record that is written as its one value has that value's schema. */
  private static CustomDefinition valueInPlace(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (!erased.isRecord()) {
      return null;
    }
    for (RecordComponent component : erased.getRecordComponents()) {
      if (component.isAnnotationPresent(JsonValue.class)
          || component.getAccessor().isAnnotationPresent(JsonValue.class)) {
        ResolvedType value = context.getTypeContext().resolve(component.getGenericType());
        return inline(context.createStandardDefinition(value, null));
      }
    }
    return null;
  }

  private static CustomDefinition inline(ObjectNode definition) {
    return new CustomDefinition(definition, DefinitionType.INLINE, AttributeInclusion.YES);
  }

  /** Nested types are named with the type around them, as two of them may share a simple name. */
  private static final class NestedNames implements SchemaDefinitionNamingStrategy {
    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
      Class<?> type = key.getType().getErasedType();
      return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
  }
}
