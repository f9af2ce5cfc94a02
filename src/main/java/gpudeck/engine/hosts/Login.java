package gpudeck.engine.hosts;

import gpudeck.domain.cloud.InstanceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the system's own `ssh` gets onto an instance, and only onto that one.
///
/// @param keyFile empty if the key is the ssh-agent's
/// @param knownHosts where the instance's host key is
public record Login(
        InstanceId instance,
        String user,
        String host,
        int port,
        Optional<Path> keyFile,
        Path knownHosts) {

    private static final String NO_FILE = "/dev/null";

    /// The command that opens a shell there.
    public List<String> command() {
        var command = new ArrayList<>(List.of("ssh", "-p", Integer.toString(port)));
        keyFile.ifPresent(key ->
                command.addAll(List.of("-i", ShellWords.keyFile(key), "-o", "IdentitiesOnly=yes")));
        strictness().forEach(option -> command.addAll(List.of("-o", option)));
        command.add(user + "@" + host);
        return List.copyOf(command);
    }

    /// A block of `ssh_config`.
    String block(String name) {
        var block = new StringBuilder("Host " + name + "\n");
        block.append("    HostName ").append(host).append('\n');
        block.append("    Port ").append(port).append('\n');
        block.append("    User ").append(user).append('\n');
        keyFile.ifPresent(key ->
                block.append("    IdentityFile ")
                        .append(ShellWords.configFile(key))
                        .append("\n    IdentitiesOnly yes\n"));
        strictness()
                .forEach(option ->
                        block.append("    ").append(option.replaceFirst("=", " ")).append('\n'));
        return block.toString();
    }

    private List<String> strictness() {
        return List.of(
                "UserKnownHostsFile=" + ShellWords.configFile(knownHosts),
                "GlobalKnownHostsFile=" + NO_FILE,
                "HostKeyAlias=" + KnownHosts.alias(instance),
                "StrictHostKeyChecking=yes");
    }
}
