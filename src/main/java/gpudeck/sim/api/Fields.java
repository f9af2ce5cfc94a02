package gpudeck.sim.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gpudeck.sim.account.Json;
import gpudeck.sim.account.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an object of a request, strictly: each value has its type and limits, and what was not
/// asked for is refused by [#end].
final class Fields {

    private final ObjectNode object;
    private final String place;
    private final Set<String> read = new HashSet<>();

    private Fields(ObjectNode object, String place) {
        this.object = object;
        this.place = place;
    }

    static Fields ofBody(String body) throws Refusal {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode object) {
                return new Fields(object, "");
            }
        } catch (JsonProcessingException _) {
            throw Refusal.invalid("The body is not valid JSON.");
        }
        throw Refusal.invalid("The body must be a JSON object.");
    }

    boolean has(String name) {
        return value(name) != null;
    }

    String text(String name, Limit limit) throws Refusal {
        return optionalText(name, limit).orElseThrow(() -> required(name));
    }

    Optional<String> optionalText(String name, Limit limit) throws Refusal {
        var value = value(name);
        return value == null ? Optional.empty() : Optional.of(limit.check(place + name, value));
    }

    List<String> texts(String name, Limit limit) throws Refusal {
        var texts = new ArrayList<String>();
        for (var value : values(name).orElseThrow(() -> required(name))) {
            texts.add(limit.check(place + name, value));
        }
        return texts;
    }

    List<String> optionalTexts(String name, Limit limit) throws Refusal {
        return has(name) ? texts(name, limit) : List.of();
    }

    Optional<List<Integer>> integers(String name) throws Refusal {
        var values = values(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Integer>();
        for (var value : values.get()) {
            if (!value.isInt()) {
                throw Refusal.invalid(place + name + ": must hold whole numbers.");
            }
            numbers.add(value.intValue());
        }
        return Optional.of(numbers);
    }

    Optional<Fields> object(String name) throws Refusal {
        var value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(inner(name, value));
    }

    List<Fields> objects(String name) throws Refusal {
        var objects = new ArrayList<Fields>();
        for (var value : values(name).orElseThrow(() -> required(name))) {
            objects.add(inner(name, value));
        }
        return objects;
    }

    List<Fields> optionalObjects(String name) throws Refusal {
        return has(name) ? objects(name) : List.of();
    }

    /// Refuses what no one has read.
    void end() throws Refusal {
        for (var names = object.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!read.contains(name)) {
                throw Refusal.invalid(place + name + ": unknown field.");
            }
        }
    }

    Refusal required(String name) {
        return Refusal.invalid(place + name + ": required.");
    }

    private Fields inner(String name, JsonNode value) throws Refusal {
        if (value instanceof ObjectNode inner) {
            return new Fields(inner, place + name + ".");
        }
        throw Refusal.invalid(place + name + ": must be an object.");
    }

    private Optional<List<JsonNode>> values(String name) throws Refusal {
        var value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw Refusal.invalid(place + name + ": must be a list.");
        }
        var values = new ArrayList<JsonNode>();
        value.forEach(values::add);
        return Optional.of(values);
    }

    private @Nullable JsonNode value(String name) {
        read.add(name);
        return object.get(name);
    }

    /// What a text must be like.
    record Limit(int least, int most, Pattern pattern) {

        private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

        static Limit length(int least, int most) {
            return new Limit(least, most, ANY);
        }

        static Limit matching(int most, String pattern) {
            return new Limit(0, most, Pattern.compile(pattern));
        }

        String check(String place, JsonNode value) throws Refusal {
            if (!value.isTextual()) {
                throw Refusal.invalid(place + ": must be a string.");
            }
            var text = value.textValue();
            if (text.length() < least || text.length() > most) {
                throw Refusal.invalid(
                        place + ": must have " + least + " to " + most + " characters.");
            }
            if (!pattern.matcher(text).matches()) {
                throw Refusal.invalid(place + ": must match " + pattern + ".");
            }
            return text;
        }
    }
}
