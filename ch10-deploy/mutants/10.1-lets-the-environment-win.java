// caught by: ConfigurationTest.aFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile
// symptom: a port given on the command line is ignored on some machines
// in: Configuration
private static Map<Setting, Given> set(
        Map<Setting, String> flags, Map<String, String> environment) {
    Map<Setting, Given> set = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
        String flag = flags.get(setting);
        String variable = environment.get(setting.variable());
        if (variable != null) {
            set.put(setting, new Given(variable, setting.variable()));
        } else if (flag != null) {
            set.put(setting, new Given(flag, "--" + setting.key()));
        }
    }
    return set;
}
