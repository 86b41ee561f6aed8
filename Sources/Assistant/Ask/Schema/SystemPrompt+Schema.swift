extension SystemPrompt {
  /// The instructions for an answer in the form of a schema. They follow all others.
  static let schema = """
    This time the answer is read by a program: it is one JSON value that fits the schema of the request, and nothing \
    else. What was said above about sentences, lists and marks does not hold: no prose, no Markdown, no [story:…] marks. \
    Find out first, with your tools if you have some, then give the answer once. Where something cannot be found out, \
    use what the schema has for that, such as null or an empty list; invent nothing.
    """
}
