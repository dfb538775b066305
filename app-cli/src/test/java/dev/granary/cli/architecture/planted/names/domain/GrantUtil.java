package dev.granary.cli.architecture.planted.names.domain;

/** A name that says nothing. */
final class GrantUtil {}
