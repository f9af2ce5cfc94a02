package gpudeck.store;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What can be set from outside the program, by these names.
public enum Setting {
    API_KEY(
            "LAMBDA_API_KEY",
            "",
            "The account's API key. Default: the one that gpudeck key set keeps; without one, the"
                    + " built-in simulator."),
    API_URL(
            "LAMBDA_API_URL",
            Settings.DEFAULT_API_URL,
            "Where the API is. Plain http is taken only for this computer."),
    SSH_KEY(
            "GPUDECK_SSH_KEY",
            "",
            "Private key file for the instances. Default: found under ~/.ssh and in the ssh-agent."),
    SSH_KEY_NAME(
            "GPUDECK_SSH_KEY_NAME",
            "",
            "Name of that key at Lambda. Default: the one that matches."),
    SSH_PORT("GPUDECK_SSH_PORT", "22", "Port of the instances' sshd."),
    TRUST_FIRST_KEY(
            "GPUDECK_TRUST_FIRST_KEY",
            "no",
            "yes: machines get no host key at their launch, and the first one that they show is"
                    + " trusted unseen. For images that ignore user data; safe only where nobody"
                    + " can be in between."),
    HOME(
            "GPUDECK_HOME",
            "",
            "Data folder: journal, results, log. Default: the platform's place for application"
                    + " data."),
    POLL_SECONDS("GPUDECK_POLL_SECONDS", "5", "Seconds between reads of the instance list."),
    GUARDIAN_GRACE_SECONDS(
            "GPUDECK_GUARDIAN_GRACE_SECONDS",
            "30",
            "Seconds from a crash of GPU Deck until its guardian ends what must end with it."),
    KEEP_AWAKE(
            "GPUDECK_KEEP_AWAKE",
            "yes",
            "no: the computer may fall asleep by itself while machines run that are ended from"
                    + " here.");

    private final String key;
    private final String fallback;
    private final String explanation;

    Setting(String key, String fallback, String explanation) {
        this.key = key;
        this.fallback = fallback;
        this.explanation = explanation;
    }

    /// In the environment and in `.env`.
    public String key() {
        return key;
    }

    /// As it would be written; empty if there is none, or it depends on the computer.
    public String fallback() {
        return fallback;
    }

    public String explanation() {
        return explanation;
    }

    /// The text of `.env.example`.
    public static String example() {
        return Arrays.stream(values())
                .map(s -> "# " + s.explanation + "\n" + s.key + "=" + s.fallback + "\n")
                .collect(
                        Collectors.joining(
                                "\n",
                                """
                                # Settings of GPU Deck. Copy this file to .env and change what you like.
                                # A command-line option wins over the environment, the environment over .env
                                # in the working folder, and that over .env in GPUDECK_HOME.

                                """,
                                ""));
    }
}
