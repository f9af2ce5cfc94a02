package gpudeck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog.Part;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.Samples;
import gpudeck.testing.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogServiceTest {

    private final FakeCloud cloud = new FakeCloud();
    private final TestTime time = TestTime.byHand();
    private final CatalogService service = new CatalogService(cloud, time);

    @Test
    void readsEverythingTheFirstTime() throws Exception {
        service.refresh();

        var catalog = service.catalog().get();
        assertThat(catalog.offer("gpu_1x_a10")).isPresent();
        assertThat(catalog.regions()).contains(Samples.TEXAS);
        assertThat(catalog.images()).hasSize(1);
        assertThat(catalog.sshKeys()).containsExactly(Samples.LAPTOP_KEY);
        assertThat(catalog.typesReadAt()).contains(time.now());
        assertThat(service.type("gpu_1x_h100_pcie")).contains(Samples.H100);
    }

    @Test
    void readsOnlyCapacityWhileTheRestIsFresh() throws Exception {
        service.refresh();

        service.refresh();
        assertThat(cloud.count(Call.TYPES)).isEqualTo(2);
        assertThat(cloud.count(Call.SSH_KEYS)).isEqualTo(1);

        time.advance(Duration.ofMinutes(5));
        service.refresh();
        assertThat(cloud.count(Call.SSH_KEYS)).isEqualTo(2);
    }

    @Test
    void readsAllOfItWhenAsked() throws Exception {
        service.refresh();

        service.refreshAll();

        assertThat(cloud.count(Call.IMAGES)).isEqualTo(2);
    }

    @Test
    void readsOnlyThePartsThatAreAskedFor() throws Exception {
        service.refresh(Set.of(Part.REGIONS));

        assertThat(service.catalog().get().regions()).contains(Samples.TEXAS);
        assertThat(cloud.count(Call.REGIONS)).isEqualTo(1);
        assertThat(cloud.count(Call.TYPES)).isZero();

        service.refresh();
        assertThat(cloud.count(Call.REGIONS)).isEqualTo(1);
        assertThat(cloud.count(Call.IMAGES)).isEqualTo(1);
    }

    @Test
    void aFailedReadKeepsWhatIsKnownAndSaysWhy() throws Exception {
        service.refresh();
        cloud.failNext(Call.TYPES, FakeCloud.TIMED_OUT);

        assertThatThrownBy(service::refresh).isInstanceOf(CloudException.class);

        var catalog = service.catalog().get();
        assertThat(catalog.offers()).hasSize(2);
        assertThat(catalog.problem()).contains(FakeCloud.TIMED_OUT);

        service.refresh();
        assertThat(service.catalog().get().problem()).isEmpty();
    }

    @Test
    void showsCapacityEvenIfTheRestCannotBeRead() {
        cloud.offer(new TypeOffer(Samples.H100, List.of(Samples.UTAH)));
        cloud.failNext(Call.IMAGES, FakeCloud.TIMED_OUT);

        assertThatThrownBy(service::refresh).isInstanceOf(CloudException.class);

        assertThat(service.catalog().get().offer("gpu_1x_h100_pcie").orElseThrow().isOpen())
                .isTrue();
        assertThat(service.catalog().get().problem()).contains(FakeCloud.TIMED_OUT);
    }
}
