package gpudeck.engine.doctor;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.ApiKey;
import gpudeck.domain.ByteCount;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.engine.Explanation;
import gpudeck.store.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The API key, the way to Lambda, what the account pays for without using it, and whether the
/// clocks agree.
public final class AccountCheckup implements Checkup {

    /// The API tells its time in whole seconds, and an answer is on its way for a moment.
    private static final Duration SMALL = Duration.ofSeconds(5);

    private final CloudClient cloud;
    private final UserMessage whichKey;

    /// @param whichKey is told of a key that works
    public AccountCheckup(CloudClient cloud, UserMessage whichKey) {
        this.cloud = cloud;
        this.whichKey = whichKey;
    }

    /// Of the key that these settings have.
    public static AccountCheckup of(CloudClient cloud, Settings settings) {
        var tail = settings.apiKey().map(ApiKey::tail).orElse("");
        return new AccountCheckup(
                cloud,
                settings.apiKeyFrom()
                        .map(place -> UserMessage.of("doctor.key.fine.text", tail, place.words()))
                        .orElseGet(() -> UserMessage.of("doctor.key.demo.text")));
    }

    /// For when there is no key: the rest cannot be asked for.
    public static Finding noKey() {
        return Finding.fix(
                Subject.API_KEY,
                UserMessage.of("doctor.key.none"),
                UserMessage.of("doctor.key.none.text"),
                UserMessage.of("doctor.key.none.advice"));
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        try {
            var fileSystems = cloud.fileSystems();
            findings.add(keyWorks());
            findings.add(
                    Finding.fine(
                            Subject.API,
                            UserMessage.of("doctor.api.fine"),
                            UserMessage.of("doctor.api.fine.text", cloud.answerTime().toMillis())));
            findings.add(
                    Finding.fine(
                            Subject.LIMITS,
                            UserMessage.of("doctor.limits"),
                            UserMessage.of("doctor.limits.text")));
            findings.add(idle(fileSystems));
        } catch (CloudException e) {
            findings.add(trouble(e.error()));
        }
        clock().ifPresent(findings::add);
        return findings;
    }

    private Finding keyWorks() {
        return Finding.fine(Subject.API_KEY, UserMessage.of("doctor.key.fine"), whichKey);
    }

    private static Finding trouble(CloudError error) {
        return switch (error) {
            case CloudError.InvalidApiKey _, CloudError.Forbidden _ ->
                    Finding.fix(
                            Subject.API_KEY,
                            UserMessage.of("doctor.key.refused"),
                            Explanation.of(error));
            case CloudError.AccountInactive _, CloudError.InvalidBillingAddress _ ->
                    Finding.fix(
                            Subject.API_KEY,
                            UserMessage.of("doctor.account.refused"),
                            Explanation.of(error));
            default ->
                    Finding.fix(
                            Subject.API,
                            UserMessage.of("doctor.api.silent"),
                            Explanation.of(error));
        };
    }

    private static Finding idle(List<FileSystem> all) {
        var idle = all.stream().filter(one -> !one.inUse()).toList();
        if (idle.isEmpty()) {
            return Finding.fine(
                    Subject.FILE_SYSTEMS,
                    UserMessage.of("doctor.files.fine"),
                    UserMessage.of("doctor.files.fine.text", all.size()));
        }
        return Finding.look(
                Subject.FILE_SYSTEMS,
                UserMessage.of("doctor.files.idle", idle.size()),
                UserMessage.of(
                        "doctor.files.idle.text",
                        idle.stream().map(AccountCheckup::words).collect(Collectors.joining(", "))),
                UserMessage.of("doctor.files.idle.advice"));
    }

    private static String words(FileSystem one) {
        var size =
                one.bytesUsed().isPresent()
                        ? ", " + new ByteCount(one.bytesUsed().getAsLong())
                        : "";
        return one.name() + " (" + one.region().name() + size + ")";
    }

    private Optional<Finding> clock() {
        return cloud.clockAhead()
                .map(ahead -> {
                    var off = ahead.abs();
                    var seconds = off.toSeconds();
                    if (off.compareTo(SMALL) <= 0) {
                        return Finding.fine(
                                Subject.CLOCK,
                                UserMessage.of("doctor.clock.fine"),
                                UserMessage.of("doctor.clock.fine.text"));
                    }
                    return Finding.look(
                            Subject.CLOCK,
                            UserMessage.of(
                                    ahead.isNegative()
                                            ? "doctor.clock.behind"
                                            : "doctor.clock.ahead",
                                    seconds),
                            UserMessage.of("doctor.clock.off.text"),
                            UserMessage.of("doctor.clock.off.advice"));
                });
    }
}
