package gpudeck.domain.cloud;

/// Where machines stand: `us-west-3`, "Utah, USA".
public record Region(String name, String description) {}
