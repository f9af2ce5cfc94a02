package gpudeck.viewmodel.wizard;

import gpudeck.domain.ByteCount;
import gpudeck.engine.ProjectPreview;
import java.util.List;

/// What of the project folder is sent, as it is shown.
///
/// @param parts the top level, biggest first
/// @param leftOut top-level names that are not sent
/// @param setUp the command that sets the project up on the machine
public record Sent(
        int files, ByteCount bytes, List<Part> parts, List<String> leftOut, String setUp) {

    public Sent {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /// @param share of all bytes, 0 to 1
    public record Part(String name, boolean isFolder, int files, ByteCount bytes, double share) {}

    static Sent of(ProjectPreview preview) {
        return new Sent(
                preview.files(),
                new ByteCount(preview.bytes()),
                preview.folders().stream().map(p -> part(p, preview.bytes())).toList(),
                preview.leftOut(),
                preview.setUp());
    }

    private static Part part(ProjectPreview.Part part, long all) {
        return new Part(
                part.name(),
                part.isFolder(),
                part.files(),
                new ByteCount(part.bytes()),
                all == 0 ? 0 : (double) part.bytes() / all);
    }
}
