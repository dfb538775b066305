package dev.granary.cli.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A configuration file. It can only hold texts, numbers, lists and mappings, each key once. */
final class YamlFile {

    private final Path path;

    YamlFile(Path path) {
        this.path = path;
    }

    Map<String, Object> read() {
        LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
        try {
            Object content = new Load(settings).loadFromString(Files.readString(path, StandardCharsets.UTF_8));
            return content == null ? Map.of() : Values.mapping(content);
        } catch (IOException e) {
            throw bad("cannot be read", "check that the file is there and that this user may read it");
        } catch (MarkedYamlEngineException e) {
            // The rest of the message quotes the file, and there may be secrets in it.
            throw bad("is no YAML" + e.getProblemMark().map(YamlFile::place).orElse(""), "see https://yaml.org");
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw bad("is no mapping of keys to values", "begin with, for example, port: 8080");
        }
    }

    private static String place(Mark mark) {
        return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private BadSettingsException bad(String wrong, String remedy) {
        return new BadSettingsException(List.of(new Fault(path.toString(), wrong, remedy)));
    }
}
