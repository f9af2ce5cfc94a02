package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.UserMessage;
import gpudeck.engine.custody.StayAwake;
import gpudeck.engine.doctor.AccountCheckup;
import gpudeck.engine.doctor.ComputerCheckup;
import gpudeck.engine.doctor.Doctor;
import gpudeck.engine.doctor.Finding;
import gpudeck.engine.doctor.Health;
import gpudeck.engine.doctor.Report;
import gpudeck.engine.doctor.SleepCheckup;
import gpudeck.engine.doctor.Subject.Part;
import gpudeck.store.DataFolder;
import gpudeck.store.StoreException;
import gpudeck.store.keys.AccountKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `gpudeck doctor`: whether a job would find all that it needs, and what to do if not. Fails if
/// something is to be fixed.
@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;

    public DoctorCommand(CommandContext context) {
        this.context = context;
    }

    /// @param health `fine`, `look` or `fix`
    record Row(String subject, String health, String title, String text, Optional<String> advice) {}

    @Override
    public Integer call() throws Exception {
        var report = report();
        if (context.options().isJson()) {
            context.printer().json(report.findings().stream().map(this::row).toList());
        } else {
            print(report);
        }
        return report.count(Health.FIX) == 0 ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
    }

    private Report report() throws Exception {
        if (!context.options().isDemo()) {
            var key = context.accountKey();
            if (key.settings().apiKey().isEmpty()) {
                return withoutKey(key);
            }
        }
        try (var session = context.open()) {
            return session.doctor().examine();
        }
    }

    private static Report withoutKey(AccountKey key) throws StoreException, InterruptedException {
        var folder = new DataFolder(key.set().home());
        folder.create();
        return new Doctor(
                        List.of(
                                () -> List.of(AccountCheckup.noKey()),
                                new ComputerCheckup(folder.root(), folder.results(), key.kept()),
                                new SleepCheckup(
                                        key.set().keepsAwake(), StayAwake.onThisComputer())))
                .examine();
    }

    private Row row(Finding finding) {
        return new Row(
                finding.subject().name().toLowerCase(Locale.ROOT),
                finding.health().name().toLowerCase(Locale.ROOT),
                text(finding.title()),
                text(finding.text()),
                finding.advice().map(this::text));
    }

    private void print(Report report) {
        for (var part : Part.values()) {
            var findings = report.of(part);
            if (!findings.isEmpty()) {
                context.printer().answer(context.messages().text("doctor.part." + part));
                findings.forEach(this::print);
            }
        }
        context.printer()
                .note(
                        "doctor.sum",
                        report.count(Health.FINE),
                        report.count(Health.LOOK),
                        report.count(Health.FIX));
    }

    private void print(Finding finding) {
        var printer = context.printer();
        printer.answer("cli.doctor." + finding.health(), text(finding.title()));
        printer.answer("cli.doctor.text", text(finding.text()));
        finding.advice().ifPresent(advice -> printer.answer("cli.doctor.text", text(advice)));
    }

    private String text(UserMessage message) {
        return context.messages().text(message);
    }
}
