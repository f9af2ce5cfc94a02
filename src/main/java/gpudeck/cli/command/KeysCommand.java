package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.Session;
import gpudeck.cli.output.Table;
import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.SshKey;
import gpudeck.engine.Catalog.Part;
import gpudeck.engine.keys.UsableKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `gpudeck keys`: the account's SSH keys, and which of them can be used from here.
@Command(name = "keys")
public final class KeysCommand implements Callable<Integer> {

    private final CommandContext context;

    public KeysCommand(CommandContext context) {
        this.context = context;
    }

    /// @param privateKey where its private half is; empty if it is not here
    record Row(
            String id,
            String name,
            String publicKey,
            boolean usable,
            Optional<String> privateKey,
            boolean locked) {

        static Row of(SshKey key, Optional<UsableKey> here) {
            return new Row(
                    key.id(),
                    key.name(),
                    key.publicKey().strip(),
                    here.isPresent(),
                    here.map(UsableKey::where),
                    here.filter(UsableKey::locked).isPresent());
        }
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var rows = rows(session);
            if (context.options().isJson()) {
                context.printer().json(rows);
            } else {
                context.printer().table(table(rows));
            }
            return ExitStatus.DONE;
        }
    }

    private static List<Row> rows(Session session) throws CloudException, InterruptedException {
        var catalog = session.engine().catalog();
        catalog.refresh(Set.of(Part.SSH_KEYS));
        var here =
                session.engine().keys().usable().stream()
                        .collect(
                                Collectors.toMap(
                                        usable -> usable.key().id(),
                                        Function.identity(),
                                        (first, _) -> first));
        return catalog.catalog().get().sshKeys().stream()
                .map(key -> Row.of(key, Optional.ofNullable(here.get(key.id()))))
                .toList();
    }

    private Table table(List<Row> rows) {
        var table =
                new Table()
                        .left("cli.column.name")
                        .left("cli.column.algorithm")
                        .left("cli.column.privateKey");
        for (var row : rows) {
            table.row(row.name(), row.publicKey().split("\\s", 2)[0], whereabouts(row));
        }
        return table;
    }

    private String whereabouts(Row row) {
        var messages = context.messages();
        return row.privateKey()
                .map(where -> row.locked() ? messages.text("cli.keys.locked", where) : where)
                .orElseGet(() -> messages.text("cli.keys.notHere"));
    }
}
