package gpudeck.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Commands over a cloud in memory.
public abstract class CommandTest {

    /// Launches the instance `box`.
    protected static final String[] LAUNCH = {
        "launch", "--type", "gpu_1x_a10", "--ssh-key-name", "laptop", "--name", "box"
    };

    @TempDir protected Path folder;

    protected CommandLineFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new CommandLineFixture(folder, TestTime.hurrying());
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    /// What the command wrote.
    protected JsonNode json() throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(given.out());
    }
}
