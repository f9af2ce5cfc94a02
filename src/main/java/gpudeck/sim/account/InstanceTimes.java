package gpudeck.sim.account;

import java.time.Duration;

/// How long an instance takes for each step of its life.
public record InstanceTimes(
        Duration boot, Duration ssh, Duration cloudInit, Duration terminate, Duration listed) {}
