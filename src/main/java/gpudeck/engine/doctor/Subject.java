package gpudeck.engine.doctor;

/// What is looked at, in the order in which it is told.
public enum Subject {
    API_KEY(Part.ACCOUNT),
    API(Part.ACCOUNT),
    LIMITS(Part.ACCOUNT),
    FILE_SYSTEMS(Part.ACCOUNT),
    SSH_KEY(Part.MACHINES),
    SSH_PORT(Part.MACHINES),
    SSH_PROGRAM(Part.MACHINES),
    DATA_FOLDER(Part.COMPUTER),
    RESULTS_FOLDER(Part.COMPUTER),
    KEYRING(Part.COMPUTER),
    SLEEP(Part.COMPUTER),
    CLOCK(Part.COMPUTER);

    private final Part part;

    Subject(Part part) {
        this.part = part;
    }

    public Part part() {
        return part;
    }

    public enum Part {
        ACCOUNT,
        MACHINES,
        COMPUTER
    }
}
