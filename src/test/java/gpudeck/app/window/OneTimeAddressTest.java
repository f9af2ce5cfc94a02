package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OneTimeAddressTest {

    private static final String SECRET = "https://jupyter.example/lab?token=canary";

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void leadsToTheSecretOneAndDoesNotShowIt() throws Exception {
        var address = OneTimeAddress.leadingTo(SECRET);

        assertThat(address).startsWith("http://127.0.0.1:").doesNotContain("canary");
        assertThat(visit(address).headers().firstValue("Location")).contains(SECRET);
    }

    @Test
    @Timeout(60)
    void isGoodForOneVisit() throws Exception {
        var address = OneTimeAddress.leadingTo(SECRET);
        visit(address);

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                assertThat(visit(address).headers().firstValue("Location"))
                                        .isEmpty();
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysNothingToWhoDoesNotKnowIt() throws Exception {
        var address = OneTimeAddress.leadingTo(SECRET);

        var guessed = visit(address.substring(0, address.length() - 1));
        assertThat(guessed.statusCode()).isEqualTo(404);
        assertThat(guessed.headers().firstValue("Location")).isEmpty();

        assertThat(visit(address).statusCode()).isEqualTo(302);
    }

    private HttpResponse<Void> visit(String address) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.discarding());
    }
}
