package gpudeck.viewmodel.doctor;

import gpudeck.engine.doctor.Finding;
import gpudeck.engine.doctor.Health;
import java.util.Optional;

/// Where the user can do something about a finding.
public enum Cure {
    CHANGE_KEY,
    SSH_KEYS,
    LAMBDA_CONSOLE,
    OPEN_DATA_FOLDER,
    CHANGE_RESULTS_FOLDER;

    static Optional<Cure> of(Finding finding) {
        return switch (finding.subject()) {
            case API_KEY -> Optional.of(CHANGE_KEY);
            case SSH_KEY -> Optional.of(SSH_KEYS);
            case FILE_SYSTEMS ->
                    finding.health() == Health.FINE
                            ? Optional.empty()
                            : Optional.of(LAMBDA_CONSOLE);
            case DATA_FOLDER -> Optional.of(OPEN_DATA_FOLDER);
            case RESULTS_FOLDER -> Optional.of(CHANGE_RESULTS_FOLDER);
            case API, LIMITS, SSH_PORT, SSH_PROGRAM, SLEEP, KEYRING, CLOCK -> Optional.empty();
        };
    }
}
