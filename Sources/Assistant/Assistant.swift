/// `Assistant` holds the five use cases (ask, search, test-bedrock, whoami, models) and what only they need: the tools
/// and the loop of an answer, its citations, the store of conversations. Each takes options and returns results and
/// events. Nothing is printed here.
