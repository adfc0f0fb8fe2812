## Search
search-heading = Sök
search-for = Vad letar du efter?
search-do = Sök
search-kind = Vad det är
search-count =
    { $n ->
        [one] En träff.
       *[other] { $n } träffar.
    }
search-more = De första { $n } träffarna visas. Skriv mer för att få färre.
search-nothing = Inga träffar
search-nothing-why = Pröva en del av namnet. Du ser bara det som din roll ger dig rätt att se.
