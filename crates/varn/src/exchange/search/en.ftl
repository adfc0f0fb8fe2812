## Search
search-heading = Search
search-for = What are you looking for?
search-do = Search
search-kind = What it is
search-count =
    { $n ->
        [one] One hit.
       *[other] { $n } hits.
    }
search-more = The first { $n } hits are shown. Type more to get fewer.
search-nothing = No hits
search-nothing-why = Try a part of the name. You see only what your role lets you see.
