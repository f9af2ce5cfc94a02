package gpudeck.campaign;

/// Which processes are killed. None of them learns of it.
enum Strike {
    PROGRAM,
    GUARDIAN,
    BOTH;

    void on(Trial trial) throws Exception {
        if (this != GUARDIAN) {
            for (var program : trial.programs()) {
                program.kill();
            }
        }
        if (this != PROGRAM) {
            trial.guardians().kill();
        }
    }
}
