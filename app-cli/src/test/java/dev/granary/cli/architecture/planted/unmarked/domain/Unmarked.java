package dev.granary.cli.architecture.planted.unmarked.domain;

/** Its package says nothing about null. */
final class Unmarked {}
