package gpudeck.cli.output;

import gpudeck.domain.Messages;
import gpudeck.store.Setting;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A manual page of the program and its commands, in the macros of man(7).
public final class ManualPage {

    private final StringBuilder page = new StringBuilder();
    private final Messages messages;

    private ManualPage(Messages messages) {
        this.messages = messages;
    }

    /// @param program the command that all others are under
    public static String of(CommandSpec program, Messages messages) {
        var manual = new ManualPage(messages);
        manual.write(program);
        return manual.page.toString();
    }

    private void write(CommandSpec program) {
        var name = program.name();
        request("TH", name.toUpperCase(Locale.ROOT), "1", "", program.version()[0], "");
        section("cli.manual.name");
        line(name + " \\- " + escaped(messages.text("cli.manual.summary")));
        section("cli.manual.synopsis");
        line(bold(name) + " [" + italic("option") + " ...]");
        request("br");
        line(bold(name) + " " + italic("command") + " [" + italic("argument") + " ...]");
        section("cli.manual.description");
        line(escaped(messages.text("cli.manual.about")));
        section("cli.manual.options");
        program.options().forEach(this::option);
        section("cli.manual.commands");
        program.subcommands().values().forEach(command -> command(command.getCommandSpec()));
        section("cli.manual.environment");
        for (var setting : Setting.values()) {
            request("TP");
            line(bold(setting.key()));
            line(escaped(setting.explanation()));
        }
        section("cli.manual.exit");
        line(escaped(messages.text("cli.exits")));
    }

    private void command(CommandSpec command) {
        request("SS", synopsis(command));
        line(escaped(String.join(" ", command.usageMessage().description())));
        command.options().stream().filter(o -> !o.inherited()).forEach(this::option);
        command.subcommands().values().forEach(under -> command(under.getCommandSpec()));
    }

    private static String synopsis(CommandSpec command) {
        var name = command.qualifiedName().substring(command.root().name().length() + 1);
        return name
                + command.positionalParameters().stream()
                        .map(PositionalParamSpec::paramLabel)
                        .map(label -> " " + escaped(label))
                        .collect(Collectors.joining());
    }

    private void option(OptionSpec option) {
        request("TP");
        var names =
                Arrays.stream(option.names())
                        .map(ManualPage::bold)
                        .collect(Collectors.joining(", "));
        line(option.arity().max() == 0 ? names : names + " " + italic(option.paramLabel()));
        line(escaped(description(option)));
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private void section(String key) {
        request("SH", messages.text(key));
    }

    private void request(String macro, String... arguments) {
        page.append('.').append(macro);
        for (var argument : arguments) {
            page.append(" \"").append(argument.replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /// As text: a dash stays one that can be copied, and no line is taken for a macro.
    private static String escaped(String text) {
        var plain = text.replace("\\", "\\e").replace("-", "\\-").strip();
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
