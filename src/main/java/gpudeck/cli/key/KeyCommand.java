package gpudeck.cli.key;

import picocli.CommandLine.Command;

/// `gpudeck key`: keeps, shows and forgets the API key.
@Command(name = "key")
public final class KeyCommand {}
