package gpudeck.viewmodel;

import gpudeck.domain.UserMessage;

/// Short news.
///
/// @param lead who or what
/// @param text the rest of it, money first
public record Notice(Tone tone, UserMessage lead, UserMessage text) {}
