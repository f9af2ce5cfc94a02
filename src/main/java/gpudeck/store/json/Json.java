package gpudeck.store.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Domain records as JSON and back. Fields that are not known are ignored and lists that are
/// missing are empty, so that records may grow.
public final class Json {

    private static final JsonSetter.Value MISSING_IS_EMPTY =
            JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written: " + value.getClass(), e);
        }
    }

    public static <T> T read(String json, Class<T> type) throws UnreadableException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableException("not a " + type.getSimpleName(), e);
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), paths())
                .annotationIntrospector(new SealedTypes())
                .addMixIn(Cents.class, Amount.class)
                .addMixIn(RunId.class, Word.class)
                .addMixIn(InstanceId.class, Word.class)
                // Only what a record is made of: its other methods may change at any time.
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .withConfigOverride(List.class, o -> o.setSetterInfo(MISSING_IS_EMPTY))
                .withConfigOverride(Map.class, o -> o.setSetterInfo(MISSING_IS_EMPTY))
                .build();
    }

    /// Paths as the user would write them, not as `file:` addresses.
    private static SimpleModule paths() {
        return new SimpleModule()
                .addSerializer(Path.class, new ToStringSerializer(Path.class))
                .addDeserializer(Path.class, new PathReader());
    }

    private static final class PathReader extends FromStringDeserializer<Path> {

        @Serial private static final long serialVersionUID = 1L;

        PathReader() {
            super(Path.class);
        }

        @Override
        protected Path _deserialize(String value, DeserializationContext context) {
            return Path.of(value);
        }
    }

    // The parameters of these two stand for those of the records.

    @SuppressWarnings("UnusedVariable")
    private abstract static class Word {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Word(String value) {}

        @JsonValue
        abstract String value();
    }

    @SuppressWarnings("UnusedVariable")
    private abstract static class Amount {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Amount(long value) {}

        @JsonValue
        abstract long value();
    }
}
