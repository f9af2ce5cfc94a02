package gpudeck.viewmodel.launch;

import gpudeck.domain.cloud.FileSystem;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// A file system that can be attached.
public final class FileSystemChoice {

    private final FileSystem fileSystem;
    private final BooleanProperty chosen = new SimpleBooleanProperty();

    FileSystemChoice(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    public String id() {
        return fileSystem.id();
    }

    public String name() {
        return fileSystem.name();
    }

    String regionName() {
        return fileSystem.region().name();
    }

    public BooleanProperty chosenProperty() {
        return chosen;
    }
}
