package gpudeck.viewmodel.gpus;

import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import java.util.Optional;

/// Where the page leads to.
public interface GpuActions {

    /// Asks for the rest and launches.
    void launch(TypeOffer offer, Optional<Region> region);

    /// Begins a job with this type chosen.
    void runJob(TypeOffer offer, Optional<Region> region);
}
