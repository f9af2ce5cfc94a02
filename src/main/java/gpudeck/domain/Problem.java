package gpudeck.domain;

/// Why something did not work. Closed on purpose: whoever shows problems handles every one, and a
/// new one breaks the build until it has a sentence.
public sealed interface Problem permits CloudError, SshError, JobError {}
