package gpudeck.cloud;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `data` is expected to be, checked by the compiler where it is read.
record Shape<T>(JavaType type) {

    private static final TypeFactory TYPES = TypeFactory.defaultInstance();

    static <T> Shape<T> of(Class<T> type) {
        return new Shape<>(TYPES.constructType(type));
    }

    static <T> Shape<List<T>> listOf(Class<T> element) {
        return new Shape<>(TYPES.constructCollectionType(List.class, element));
    }

    static <T> Shape<Map<String, T>> mapOf(Class<T> value) {
        return new Shape<>(TYPES.constructMapType(LinkedHashMap.class, String.class, value));
    }

    /// @throws IllegalArgumentException if it is not of this shape
    T read(ObjectMapper json, JsonNode data) {
        return json.convertValue(data, type);
    }
}
