package gpudeck.store.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes which case of a sealed type a value is as its property `kind`: `StepState.Done`. The
/// domain itself stays free of annotations.
final class SealedTypes extends JacksonAnnotationIntrospector {

    @Serial private static final long serialVersionUID = 1L;

    private static final JsonTypeInfo.Value KIND =
            JsonTypeInfo.Value.construct(
                    JsonTypeInfo.Id.NAME,
                    JsonTypeInfo.As.PROPERTY,
                    "kind",
                    null,
                    false,
                    null,
                    null);

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
            MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass type && type.getRawType().isSealed()
                ? KIND
                : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        return annotated.getRawType().isSealed()
                ? cases(annotated.getRawType())
                        .map(type -> new NamedType(type, nameOf(type)))
                        .toList()
                : super.findSubtypes(annotated);
    }

    private static Stream<Class<?>> cases(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedTypes::cases)
                : Stream.of(type);
    }

    /// `CloudError.TimedOut`: the simple name alone is not unique among problems.
    private static String nameOf(Class<?> type) {
        var enclosing = type.getEnclosingClass();
        return (enclosing == null ? "" : enclosing.getSimpleName() + ".") + type.getSimpleName();
    }
}
