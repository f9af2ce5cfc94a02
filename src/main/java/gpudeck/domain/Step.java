package gpudeck.domain;

/// What a job does, in this order. [#TERMINATE] is the last of every path that bought something.
public enum Step {
    PREPARE,
    LAUNCH,
    BOOT,
    CONNECT,
    CHECK_GPU,
    UPLOAD,
    SET_UP,
    SCRIPTS,
    DOWNLOAD,
    TERMINATE
}
