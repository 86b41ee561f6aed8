/// `Assistant` owns the five use cases (ask, search, test-bedrock, whoami, models) and what only they need: the tools
/// and the loop of an answer, its grounding, the store of conversations. Options come in, results and events go out;
/// it prints nothing.
