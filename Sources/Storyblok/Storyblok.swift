/// `Storyblok` holds what is known of Storyblok: regions and hosts, token kinds, the two clients that list, search and
/// read stories, their errors, stories themselves, and the conversion of rich text and blocks to text. It never writes
/// to a space.
