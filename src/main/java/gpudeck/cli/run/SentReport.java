package gpudeck.cli.run;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.ByteCount;
import gpudeck.engine.ProjectPreview;

/// Prints what of a project a job would send.
record SentReport(CommandContext context) {

    private static final int MOST_PARTS = 10;

    int show(ProjectPreview preview) {
        if (context.options().isJson()) {
            context.printer().json(preview);
            return ExitStatus.DONE;
        }
        var printer = context.printer();
        printer.answer("cli.sent.sum", preview.files(), new ByteCount(preview.bytes()));
        preview.folders().stream()
                .limit(MOST_PARTS)
                .forEach(part ->
                        printer.answer(
                                "%8s  %s%s"
                                        .formatted(
                                                new ByteCount(part.bytes()),
                                                part.name(),
                                                part.isFolder() ? "/" : "")));
        int more = preview.folders().size() - MOST_PARTS;
        if (more > 0) {
            printer.answer("cli.sent.more", more);
        }
        if (!preview.leftOut().isEmpty()) {
            printer.answer("cli.sent.leftOut", String.join(", ", preview.leftOut()));
        }
        printer.answer("cli.sent.setUp", preview.setUp());
        return ExitStatus.DONE;
    }
}
