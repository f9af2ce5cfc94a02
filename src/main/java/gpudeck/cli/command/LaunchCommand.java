package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.ImageReader;
import gpudeck.cli.KeyRing;
import gpudeck.cli.LeaseOptions;
import gpudeck.cli.RegionReader;
import gpudeck.cli.Session;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.domain.cloud.UserData;
import gpudeck.engine.Catalog.Part;
import gpudeck.engine.fleet.FleetService;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gpudeck launch`: starts an instance and prints its id. It runs until it is terminated.
@Command(name = "launch")
public final class LaunchCommand implements Callable<Integer> {

    /// How long to wait for the proof when the command is interrupted.
    private static final Duration ENDING = Duration.ofMinutes(2);

    private final CommandContext context;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            descriptionKey = "cli.option.type")
    private String type = "";

    @Option(names = "--region", paramLabel = "NAME", descriptionKey = "cli.option.region")
    private String region = RegionReader.ANY;

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "cli.option.name")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "FAMILY|ID",
            converter = ImageReader.class,
            descriptionKey = "cli.option.image")
    private Optional<ImageChoice> image = Optional.empty();

    @Option(names = "--file-system", paramLabel = "NAME", descriptionKey = "cli.option.fileSystem")
    private List<String> fileSystems = List.of();

    @Option(names = "--user-data", paramLabel = "FILE", descriptionKey = "cli.option.userData")
    private Optional<Path> userData = Optional.empty();

    @Mixin private final LeaseOptions lease = new LeaseOptions();

    public LaunchCommand(CommandContext context) {
        this.context = context;
    }

    record Row(String id, String type, String region, long priceCentsPerHour) {}

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            session.engine().catalog().refresh(Set.of(Part.TYPES));
            var offer =
                    session.engine()
                            .catalog()
                            .catalog()
                            .get()
                            .offer(type)
                            .orElseThrow(() -> new JobException(new JobError.UnknownType(type)));
            var key = new KeyRing(session, context.terminal()).nameToLaunchWith();
            for (var place : places(offer)) {
                var id = launch(session, request(place, key));
                if (id.isPresent()) {
                    // From here on it runs without this command: its lease ends it.
                    session.engine().fleet().leave(List.of(id.get()));
                    report(id.get(), offer, place);
                    return ExitStatus.DONE;
                }
            }
            throw new JobException(new JobError.NoCapacity(List.of(type), region));
        }
    }

    /// A region that the user names is tried even if it says it is sold out: what it says is old.
    private List<String> places(TypeOffer offer) {
        return RegionReader.isAny(region)
                ? offer.openRegions().stream().map(Region::name).toList()
                : List.of(region);
    }

    /// @return empty if it was sold out: nothing was bought
    private Optional<InstanceId> launch(Session session, LaunchRequest request) throws Exception {
        var fleet = session.engine().fleet();
        var run = fleet.newRun();
        var outcome = fleet.launch(run, request, lease.lease());
        Optional<InstanceId> id =
                switch (outcome) {
                    case LaunchOutcome.Created(var made) -> Optional.of(made);
                    case LaunchOutcome.Refused(CloudError.NoCapacity _) -> Optional.empty();
                    case LaunchOutcome.Refused(var why) -> throw new CloudException(why);
                    case LaunchOutcome.Unknown(var why) -> {
                        context.printer().note("cli.launch.lost", request.typeName());
                        yield Optional.of(lookFor(fleet, run, why));
                    }
                };
        if (Thread.interrupted()) {
            end(fleet, id);
            throw new InterruptedException("while the launch was under way");
        }
        return id;
    }

    private InstanceId lookFor(FleetService fleet, RunId run, CloudError why)
            throws JobException, InterruptedException {
        try {
            return fleet.awaitLostLaunch(run, FleetService.LOST_LAUNCH_SEARCH)
                    .orElseThrow(
                            () -> new JobException(new JobError.LaunchUnconfirmed(why.toString())));
        } catch (InterruptedException e) {
            context.printer().note("cli.launch.stillLost");
            throw e;
        }
    }

    /// Who interrupts a launch does not want the instance.
    private void end(FleetService fleet, Optional<InstanceId> id) throws InterruptedException {
        if (id.isPresent()) {
            context.printer().note("cli.launch.ending", id.get());
            fleet.terminate(List.of(id.get()));
            if (!fleet.awaitEnded(List.of(id.get()), ENDING).isEmpty()) {
                context.printer().note("cli.terminate.goesOn");
            }
        }
    }

    private LaunchRequest request(String place, String key) throws CommandException, IOException {
        if (name.filter(String::isBlank).isPresent()) {
            throw CommandException.usage("cli.name.blank");
        }
        return new LaunchRequest(
                place,
                type,
                key,
                name,
                Optional.empty(),
                image,
                fileSystems,
                List.of(),
                userData(),
                Map.of(),
                List.of());
    }

    /// What is no text cannot be sent: the API takes it as a string.
    private Optional<UserData> userData() throws CommandException, IOException {
        try {
            return userData.isPresent()
                    ? Optional.of(new UserData(Files.readString(userData.get())))
                    : Optional.empty();
        } catch (CharacterCodingException _) {
            throw CommandException.usage("cli.launch.userData", userData.get().toString());
        }
    }

    private void report(InstanceId id, TypeOffer offer, String place) {
        var length = lease.lease().length(offer.type().pricePerHour());
        var price = offer.type().pricePerHour();
        if (context.options().isJson()) {
            context.printer().json(new Row(id.value(), type, place, price.value()));
            return;
        }
        context.printer().answer(id.value());
        context.printer()
                .note(
                        "cli.launch.done",
                        type,
                        place,
                        price,
                        new TimeSpan(length),
                        price.perHourOver(length),
                        id.value());
    }
}
