package gpudeck.cli;

import gpudeck.domain.cloud.ImageChoice;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/// An image: its id, which is a UUID, or a family, of which the newest is taken.
public final class ImageReader implements ITypeConverter<ImageChoice> {

    private static final Pattern ID =
            Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public ImageChoice convert(String value) {
        return ID.matcher(value).matches()
                ? new ImageChoice.ById(value)
                : new ImageChoice.Family(value);
    }
}
