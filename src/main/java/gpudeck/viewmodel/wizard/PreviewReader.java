package gpudeck.viewmodel.wizard;

import gpudeck.engine.ProjectPreview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Looks at what of a folder would be sent: [ProjectPreview#of]. Blocks.
@FunctionalInterface
public interface PreviewReader {

    ProjectPreview read(Path folder, List<String> excluded)
            throws IOException, InterruptedException;
}
