package dev.granary.http;

/**
 * One thing wrong with the settings.
 *
 * @param key which setting
 * @param problem what is wrong with it, never with a secret in it
 * @param example what would be right
 */
public record SettingsFault(String key, String problem, String example) {

    @Override
    public String toString() {
        return key + ": " + problem + "; for example " + example;
    }
}
