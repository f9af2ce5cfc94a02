package gpudeck.sim.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gpudeck.sim.account.SimInstance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An instance as the API writes it.
final class InstanceAnswer {

    private InstanceAnswer() {}

    static ObjectNode of(SimInstance instance) {
        var order = instance.order;
        var status = instance.statusForAnswer();
        var json = Json.MAPPER.createObjectNode();
        json.put("id", instance.id);
        if (instance.name != null) {
            json.put("name", instance.name);
        }
        json.put("status", instance.word(status));
        putAddress(json, instance);
        json.set("ssh_key_names", Json.MAPPER.valueToTree(List.of(order.key().name())));
        json.set("file_system_names", Json.MAPPER.valueToTree(order.fileSystemNames()));
        if (!order.mounts().isEmpty()) {
            json.set("file_system_mounts", Json.MAPPER.valueToTree(order.mounts()));
        }
        json.set("region", Json.MAPPER.valueToTree(order.region()));
        json.set("instance_type", Json.MAPPER.valueToTree(order.type()));
        json.set("actions", actions(instance, status));
        if (status == Status.ACTIVE) {
            putJupyter(json, instance.id);
        }
        json.set("tags", Json.MAPPER.valueToTree(tags(instance)));
        if (!order.rulesetIds().isEmpty()) {
            var ids = order.rulesetIds().stream().map(id -> Map.of("id", id)).toList();
            json.set("firewall_rulesets", Json.MAPPER.valueToTree(ids));
        }
        return json;
    }

    private static void putAddress(ObjectNode json, SimInstance instance) {
        if (!instance.hasAddress || instance.status == Status.TERMINATED) {
            return;
        }
        json.put("ip", "127.0.0.1");
        json.put("private_ip", "10.19." + instance.machine.port() / 256 + ".7");
        var hostname = instance.order.hostname();
        json.put("hostname", hostname == null ? "127-0-0-1" : hostname);
    }

    private static void putJupyter(ObjectNode json, String id) {
        var token = id.substring(16) + id.substring(0, 16);
        json.put("jupyter_token", token);
        json.put("jupyter_url", "https://jupyter-" + id + ".lambdaspaces.com/?token=" + token);
    }

    private static List<LaunchOrder.Tag> tags(SimInstance instance) {
        var tags = new ArrayList<>(instance.order.tags());
        tags.add(
                new LaunchOrder.Tag(
                        SimInstance.SSH_PORT_TAG, Integer.toString(instance.machine.port())));
        return tags;
    }

    private static ObjectNode actions(SimInstance instance, Status status) {
        var actions = Json.MAPPER.createObjectNode();
        for (var name : List.of("migrate", "rebuild", "restart", "cold_reboot")) {
            actions.set(name, action(reason(instance, status)));
        }
        boolean ending = status == Status.TERMINATING || status == Status.TERMINATED;
        boolean refused = !ending && !instance.isOver() && !instance.mayBeTerminated();
        actions.set(
                "terminate",
                action(ending ? Reason.TERMINATING : refused ? Reason.BOOTING : Reason.NONE));
        return actions;
    }

    private static Reason reason(SimInstance instance, Status status) {
        return switch (status) {
            case BOOTING -> Reason.BOOTING;
            case TERMINATING, TERMINATED -> Reason.TERMINATING;
            case ACTIVE, UNHEALTHY -> instance.restarting ? Reason.BUSY : Reason.NONE;
        };
    }

    private enum Reason {
        NONE("", ""),
        BOOTING("vm-has-not-launched", "The instance has not finished launching."),
        BUSY("vm-action-in-progress", "Another action is in progress."),
        TERMINATING("vm-is-terminating", "The instance is terminating.");

        private final String code;
        private final String description;

        Reason(String code, String description) {
            this.code = code;
            this.description = description;
        }
    }

    private static ObjectNode action(Reason reason) {
        var action = Json.MAPPER.createObjectNode().put("available", reason == Reason.NONE);
        if (reason != Reason.NONE) {
            action.put("reason_code", reason.code).put("reason_description", reason.description);
        }
        return action;
    }
}
