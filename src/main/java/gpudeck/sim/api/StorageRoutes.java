package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.api.Fields.Limit;
import java.util.List;
import java.util.Map;

/// SSH keys and file systems. The latter are listed under one path and changed under another, as in
/// the real API.
record StorageRoutes(Account account) {

    private static final Limit KEY_NAME = Limit.length(1, 64);
    private static final Limit PUBLIC_KEY = Limit.length(1, 4096);
    private static final Limit FILE_SYSTEM_NAME = Limit.matching(60, "[a-zA-Z]+[0-9a-zA-Z-]*");
    private static final Limit REGION = Limit.length(1, 64);

    List<Route> all() {
        return List.of(
                Route.of("GET", "/ssh-keys", _ -> account.keys().all()),
                Route.of("POST", "/ssh-keys", this::addKey),
                Route.of("DELETE", "/ssh-keys/*", this::deleteKey),
                Route.of("GET", "/file-systems", _ -> account.fileSystems().all()),
                Route.of("POST", "/filesystems", this::createFileSystem),
                Route.of("DELETE", "/filesystems/*", this::deleteFileSystem));
    }

    private Object addKey(Request request) throws Refusal {
        var fields = request.fields();
        var name = fields.text("name", KEY_NAME);
        var publicKey = fields.optionalText("public_key", PUBLIC_KEY);
        fields.end();
        return publicKey.isPresent()
                ? account.keys().add(name, publicKey.get())
                : account.keys().generate(name);
    }

    private Object deleteKey(Request request) throws Refusal {
        account.keys().delete(request.part());
        return Map.of();
    }

    private Object createFileSystem(Request request) throws Refusal {
        var fields = request.fields();
        var name = fields.text("name", FILE_SYSTEM_NAME);
        var regionName = fields.text("region", REGION);
        fields.end();
        var region =
                account.catalog()
                        .region(regionName)
                        .orElseThrow(() -> Refusal.invalid("region: no such region."));
        return account.fileSystems().create(name, region);
    }

    private Object deleteFileSystem(Request request) throws Refusal {
        account.fileSystems().delete(request.part());
        return Map.of("deleted_ids", List.of(request.part()));
    }
}
