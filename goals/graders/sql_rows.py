"""The rows of the SQL worlds, as text that `goals.graders.sql_worlds` reads.

`table: a,b,c; a,b,c`, nothing standing for NULL; a line set in further goes on with the table before it. What is
seen is well-behaved: nearly nobody is left without, nothing ties. `other` is as tame, with other values. A `gap` or a
`tie` is a few more rows with one trait that a careless query trips over. Ids: up to 20 in seen and other, from 61
in twists, and no id twice in any seed.
"""

from __future__ import annotations

from typing import Final

SHOP: Final = """\
tables
  customers: id, name, city?
  products: id, name, category?, price
  orders: id, customer_id?, day, status
  lines: order_id, product_id, quantity
seen
  customers: 1,Ana,Lima; 2,Ben,Oslo; 3,Chloe,Lima; 4,Dan,Rome; 5,Eve,
  products: 1,lamp,home,30; 2,desk,office,120; 3,chair,office,75.5; 4,mug,home,8; 5,pen,office,2.5;
      6,clock,home,45
  orders: 1,1,2024-01-05,paid; 2,2,2024-01-09,sent; 3,1,2024-02-02,paid; 4,3,2024-02-14,open;
      5,4,2024-03-01,paid; 6,2,2024-03-03,cancelled; 7,5,2024-03-20,sent; 8,1,2024-04-11,open
  lines: 1,1,2; 1,4,6; 2,2,1; 3,3,4; 3,5,10; 4,4,2; 5,1,1; 5,5,20; 6,3,2; 7,2,2; 7,4,3; 8,1,3
other
  customers: 1,Fay,Oslo; 2,Gus,Lima; 3,Hana,Rome; 4,Ivo,Lima; 5,Jo,; 6,Kai,Bonn; 7,Lea,Oslo
  products: 1,sofa,home,410; 2,stool,home,42; 3,file,office,6; 4,spade,garden,24; 5,clip,office,1.25;
      6,rug,home,95; 7,safe,office,260
  orders: 1,2,2023-11-30,sent; 2,1,2024-01-31,paid; 3,3,2024-02-01,cancelled; 4,4,2024-02-29,paid;
      5,2,2024-03-31,open; 6,5,2024-04-01,paid; 7,6,2024-06-15,sent; 8,1,2024-12-31,sent;
      9,2,2025-01-01,paid; 10,7,2025-02-03,open; 11,6,2025-03-07,paid; 12,4,2024-09-09,paid
  lines: 1,1,1; 1,2,4; 2,3,12; 2,5,40; 3,4,2; 4,6,1; 4,2,2; 4,3,5; 5,5,8; 6,4,1; 6,7,1; 7,2,1; 8,1,2;
      8,6,3; 9,7,2; 9,3,9; 10,5,16; 11,4,3; 11,6,2; 12,2,1
gap when a customer has no orders
  customers: 81,Zoe,Lima; 82,Yan,Oslo
gap when an order has no lines
  orders: 83,1,2024-05-02,paid; 84,2,2024-02-05,open
gap when an order has no customer
  orders: 85,,2024-05-09,paid
  lines: 85,1,2; 85,2,4
gap when a product was never sold
  products: 86,vase,home,33; 87,tray,office,0.5
gap when a category is missing
  products: 88,tape,,4; 89,glue,,64
  lines: 1,88,2; 2,89,1; 3,89,5
gap when a city is missing
  customers: 90,Xena,
  orders: 90,90,2024-01-20,paid; 91,90,2024-03-21,open
  lines: 90,1,3; 91,2,1
tie when two prices are the same
  products: 71,globe,home,990; 72,shelf,home,990; 73,bell,home,990; 74,pin,office,0.2; 75,cap,home,0.2
  lines: 1,71,1; 2,72,1; 3,73,1; 4,74,1; 5,75,1
tie when two customers have the same name
  customers: 71,Sam,Lima; 72,Sam,Lima; 73,Sam,Oslo
  orders: 71,71,2024-01-11,paid; 72,72,2024-02-12,paid; 73,73,2024-03-13,sent; 74,71,2024-04-14,open
  lines: 71,1,1; 72,2,1; 73,3,1; 74,4,1
tie when an order has the same line twice
  lines: 1,1,2; 2,2,1; 2,5,3; 2,5,3
tie when two orders fall on the same day
  orders: 75,1,2024-08-08,paid; 76,2,2024-08-08,paid; 77,1,2024-08-08,sent; 78,1,2023-01-01,sent;
      79,1,2023-01-01,paid
  lines: 75,1,4; 76,1,4; 77,2,1; 78,3,1; 79,4,1
"""

LIBRARY: Final = """\
tables
  authors: id, name, country, born?
  books: id, title, author_id?, genre, year
  members: id, name, joined, referrer_id?
  loans: id, book_id, member_id, lent, returned?
seen
  authors: 1,Abe,Japan,1924; 2,Borg,Sweden,1951; 3,Cruz,Chile,1942; 4,Diop,Senegal,1946; 5,Eco,Italy,1932
  books: 1,Dunes,1,novel,1962; 2,North,2,poems,1988; 3,Salt,3,novel,1975; 4,Drums,4,essays,1999;
      5,Maps,5,essays,1980; 6,Fog,5,novel,1994; 7,Ice,2,novel,2003
  members: 1,Ida,2021-03-10,; 2,Joel,2021-09-02,1; 3,Kim,2022-01-15,1; 4,Lou,2022-06-30,3;
      5,Mia,2023-02-11,2;
      6,Noa,2023-08-08,1
  loans: 1,1,1,2024-01-03,2024-01-20; 2,3,2,2024-01-08,2024-02-19; 3,5,1,2024-01-21,2024-02-01;
      4,2,3,2024-02-05,2024-02-12; 5,6,4,2024-02-20,; 6,4,5,2024-03-02,2024-03-30; 7,7,3,2024-03-04,;
      8,3,5,2024-04-01,2024-04-09; 9,1,2,2024-04-15,2024-05-20; 10,5,3,2024-05-06,2024-05-10
other
  authors: 1,Fox,Canada,1939; 2,Gide,France,1969; 3,Hall,Canada,1955; 4,Ivic,Serbia,1928;
      5,Joshi,India,1961; 6,Kane,Ireland,1948
  books: 1,River,3,novel,1990; 2,Wire,1,essays,1971; 3,Bells,2,poems,2008; 4,Coast,1,novel,1966;
      5,Dust,4,novel,1959; 6,Rain,5,essays,2011; 7,Glass,6,poems,1985; 8,Mills,3,essays,2001
  members: 1,Ned,2020-02-29,; 2,Olga,2020-12-31,; 3,Pia,2021-01-01,2; 4,Quin,2022-05-05,1;
      5,Rut,2022-12-12,2; 6,Sol,2024-01-30,4
  loans: 1,4,2,2023-12-20,2024-01-05; 2,1,1,2024-01-01,2024-01-31; 3,2,3,2024-01-31,2024-02-03;
      4,5,2,2024-02-29,; 5,3,4,2024-03-01,2024-03-02; 6,7,6,2024-03-31,2024-05-04; 7,6,5,2024-04-04,;
      8,8,2,2024-05-01,2024-05-29; 9,1,4,2024-06-06,2024-06-06; 10,4,1,2024-07-01,;
      11,8,3,2024-12-31,2025-01-15; 12,6,4,2024-08-01,2024-08-20
gap when an author has no books
  authors: 81,Vega,Spain,1966; 82,Wolf,Italy,1933
gap when a book was never lent
  books: 83,Snow,3,poems,1970; 84,Keys,2,novel,2020
gap when a member has no loans
  members: 85,Tess,2022-08-18,1; 86,Udo,2019-04-01,
gap when a book has no author
  books: 87,Saga,,poems,1920; 88,Songs,,novel,2015
  loans: 87,87,1,2024-02-02,; 88,88,2,2024-05-05,
gap when a year of birth is missing
  authors: 89,Xu,China,; 90,Yoon,Italy,
  books: 89,Moon,89,poems,1973; 90,Star,90,novel,1987
  loans: 89,89,3,2024-01-09,2024-01-10; 90,90,4,2024-01-11,2024-01-12
gap when a member has never given a book back
  members: 91,Val,2021-07-07,1
  loans: 91,1,91,2024-03-03,
gap when a chain of referrals is long
  members: 92,Ari,2023-01-01,1; 93,Bea,2023-02-01,92; 94,Cleo,2023-03-01,93; 95,Dov,2023-04-01,94
  loans: 92,1,92,2024-03-08,2024-03-09; 93,2,93,2024-03-10,2024-03-11; 94,3,94,2024-03-12,2024-03-13;
      95,4,95,2024-03-14,2024-03-15
tie when two books have the same title
  books: 71,Home,1,novel,1964; 72,Home,2,poems,1991; 73,Home,1,poems,1992
  loans: 71,71,1,2024-01-06,2024-01-07; 72,72,2,2024-01-13,2024-01-14; 73,73,3,2024-01-15,2024-01-19
tie when a member borrows the same book twice
  loans: 74,1,3,2024-06-01,2024-06-05; 75,1,3,2024-06-10,2024-06-11; 76,2,4,2024-06-12,;
      77,2,4,2024-06-13,
tie when two members joined on the same day
  members: 78,Wim,2019-01-01,1; 79,Xia,2019-01-01,1; 80,Yve,2025-05-05,2; 70,Zac,2025-05-05,2
  loans: 78,1,78,2024-02-03,2024-02-04; 79,2,79,2024-02-03,2024-02-06; 80,3,80,2024-03-05,2024-03-06;
      70,4,70,2024-03-05,2024-03-07
tie when two books came out in the same year
  books: 65,Oaks,3,novel,2030; 66,Elms,3,novel,2030; 67,Pines,4,poems,1900; 68,Firs,4,poems,1900
  loans: 65,65,1,2024-04-03,2024-04-05; 66,66,2,2024-04-06,2024-04-07; 67,67,3,2024-04-08,2024-04-10;
      68,68,4,2024-04-11,2024-04-12
"""

FLIGHTS: Final = """\
tables
  airports: code, city, country
  airlines: code, name
  flights: id, airline, origin, destination, departs, minutes, delay?
  bookings: id, flight_id, passenger, fare, seat?
seen
  airports: AMS,Amsterdam,Netherlands; BER,Berlin,Germany; LIS,Lisbon,Portugal; MUC,Munich,Germany;
      OSL,Oslo,Norway
  airlines: KL,Kite; LX,Lynx; NX,Nordex; PX,Pixie
  flights: 1,KL,AMS,BER,2024-05-01 06:30,80,0; 2,KL,AMS,LIS,2024-05-01 09:15,175,25;
      3,LX,BER,MUC,2024-05-01 12:00,70,; 4,NX,OSL,AMS,2024-05-02 07:45,110,5;
      5,LX,MUC,LIS,2024-05-02 10:20,190,40; 6,KL,LIS,OSL,2024-05-02 18:05,240,;
      7,NX,OSL,BER,2024-05-03 08:10,95,12
  bookings: 1,1,Ada,90,4A; 2,1,Bo,120,7C; 3,2,Cy,210,; 4,3,Ada,60,2F; 5,4,Di,130,9B; 6,5,Bo,185,;
      7,5,Ed,240,1A; 8,6,Cy,310,3D; 9,7,Di,105,5E
other
  airports: AMS,Amsterdam,Netherlands; BER,Berlin,Germany; BGO,Bergen,Norway; LIS,Lisbon,Portugal;
      MUC,Munich,Germany; OPO,Porto,Portugal; OSL,Oslo,Norway
  airlines: KL,Kite; LX,Lynx; NX,Nordex; TP,Tagus
  flights: 1,TP,LIS,AMS,2024-04-30 23:50,185,15; 2,NX,BGO,OSL,2024-05-01 00:10,55,3;
      3,LX,MUC,BER,2024-05-01 06:00,65,0; 4,KL,AMS,OSL,2024-05-02 11:30,115,33;
      5,TP,OPO,MUC,2024-05-02 13:40,165,; 6,NX,OSL,LIS,2024-05-03 09:25,235,61;
      7,KL,BER,AMS,2024-05-01 17:55,85,; 8,LX,BER,OPO,2024-06-01 08:00,205,8;
      9,TP,LIS,BER,2024-06-02 21:00,215,19
  bookings: 1,1,Fin,140,; 2,2,Gil,45,1C; 3,3,Hal,75,6D; 4,4,Fin,160,2A; 5,4,Ian,155,8F; 6,5,Jan,98,;
      7,6,Gil,280,4C; 8,6,Hal,320,4D; 9,7,Ian,88,; 10,8,Fin,175,3B; 11,9,Kit,230,9A
gap when no flight leaves an airport
  airports: ZRH,Zurich,Switzerland; HAM,Hamburg,Germany
gap when an airline has no flights
  airlines: QX,Quick
gap when a flight has no bookings
  flights: 83,KL,AMS,MUC,2024-05-05 10:00,91,7; 84,LX,MUC,OSL,2024-05-01 15:00,140,9
gap when a delay is not known
  airlines: UX,Ultra
  flights: 85,UX,BER,LIS,2024-05-06 11:00,211,; 86,UX,LIS,BER,2024-05-07 11:00,212,
  bookings: 85,85,Uma,150,1B; 86,86,Uma,151,1D
gap when no seat was given on a flight
  flights: 87,NX,OSL,MUC,2024-05-08 06:00,133,4
  bookings: 87,87,Vic,77,; 88,87,Wes,79,
tie when two flights take equally long
  flights: 71,KL,AMS,OSL,2024-05-11 05:00,500,1; 72,LX,BER,LIS,2024-05-12 05:00,500,2;
      73,KL,AMS,BER,2024-05-13 05:00,500,6; 74,NX,OSL,AMS,2024-05-14 05:00,20,10;
      75,LX,BER,MUC,2024-05-15 05:00,20,11
  bookings: 71,71,Abi,401,6A; 72,72,Ben,402,6B; 73,73,Col,403,6C; 74,74,Dot,14,6D; 75,75,Eli,15,6E
tie when a passenger books the same flight twice
  bookings: 76,1,Zed,95,; 77,1,Zed,95,; 78,4,Zed,99,8A; 79,4,Zed,99,8B
tie when two fares are the same
  bookings: 61,1,Yun,900,2A; 62,2,Xavi,900,2B; 63,1,Will,900,2C; 64,5,Vera,9,2D; 65,2,Ugo,9,2E
tie when two delays are the same
  flights: 66,KL,LIS,AMS,2024-05-16 05:00,181,300; 67,NX,OSL,LIS,2024-05-17 05:00,236,300;
      68,KL,LIS,BER,2024-05-18 05:00,216,300
  bookings: 66,66,Tim,141,3A; 67,67,Sue,281,3B; 68,68,Rex,231,3C
"""

MUSIC: Final = """\
tables
  artists: id, name, country, formed?
  albums: id, artist_id, title, year
  tracks: id, album_id, number, title, seconds
  plays: id, track_id, listener, day, rating?
seen
  artists: 1,Aero,France,1995; 2,Bright,Canada,2001; 3,Cobalt,Japan,1988; 4,Delta,France,2010
  albums: 1,1,Orbit,1998; 2,1,Return,2004; 3,2,Maple,2003; 4,3,Neon,1991; 5,4,Quiet,2015; 6,2,Birch,2019
  tracks: 1,1,1,Rise,215; 2,1,2,Drift,304; 3,2,1,Echo,188; 4,3,1,Leaf,242; 5,3,2,Snowfall,199;
      6,4,1,Kyoto,361; 7,5,1,Hush,167
  plays: 1,1,ann,2024-03-01,4; 2,6,bob,2024-03-01,5; 3,2,ann,2024-03-02,; 4,4,cat,2024-03-03,3;
      5,1,bob,2024-03-05,2; 6,7,cat,2024-03-06,5; 7,3,ann,2024-03-08,4; 8,5,dov,2024-03-09,;
      9,6,ann,2024-03-10,1
other
  artists: 1,Ember,Brazil,1979; 2,Falcon,France,2006; 3,Grove,Canada,1999; 4,Harbour,Japan,2012;
      5,Iris,Canada,1985
  albums: 1,2,Wings,2008; 2,1,Samba,1982; 3,3,Pine,2000; 4,5,Violet,1989; 5,4,Tide,2014; 6,2,Talon,2012;
      7,1,Carnival,2001
  tracks: 1,1,1,Glide,233; 2,1,2,Swoop,201; 3,2,1,Sol,275; 4,3,1,Needle,180; 5,4,1,Petal,222;
      6,4,2,Tilt,340; 7,5,1,Swell,410; 8,6,1,Claw,159; 9,7,1,Mask,288; 10,7,2,Parade,305
  plays: 1,3,eva,2024-02-28,5; 2,1,flo,2024-02-29,3; 3,7,eva,2024-03-01,4; 4,4,guy,2024-03-02,2;
      5,6,flo,2024-03-04,; 6,5,hal,2024-03-05,5; 7,8,eva,2024-03-07,1; 8,9,guy,2024-03-11,;
      9,10,hal,2024-03-12,4; 10,2,ivy,2024-04-01,2; 11,7,flo,2024-04-02,3
gap when an artist has no albums
  artists: 81,Jade,France,2018; 82,Krill,Chile,1970
gap when an album has no tracks
  albums: 83,1,Silence,2020; 84,3,Blank,1990
gap when a track was never played
  tracks: 85,1,3,Fade,206; 86,4,2,Osaka,611
gap when a track was played but never rated
  tracks: 87,2,2,Mist,244
  plays: 87,87,ann,2024-03-21,; 88,87,eva,2024-03-22,
gap when only some plays of a track are rated
  plays: 91,1,bob,2024-04-20,; 92,4,hal,2024-04-21,
gap when it is not known when an artist formed
  artists: 89,Lumen,Japan,
  albums: 89,89,Glow,2011
  tracks: 89,89,1,Ray,250
  plays: 89,89,bob,2024-03-15,5; 90,89,guy,2024-03-16,4
tie when two tracks are equally long
  tracks: 71,1,4,Long,700; 72,3,3,Vast,700; 73,1,5,Great,700; 74,2,3,Bit,30; 75,3,4,Dot,30
  plays: 71,71,ann,2024-05-01,3; 72,72,bob,2024-05-02,3; 73,73,cat,2024-05-03,3; 74,74,ann,2024-05-04,2;
      75,75,bob,2024-05-05,2
tie when a listener plays the same track twice
  plays: 61,1,zoe,2024-06-01,5; 62,1,zoe,2024-06-02,5; 63,4,zoe,2024-06-02,3; 64,4,zoe,2024-06-02,3;
      65,4,zoe,2024-06-03,3
tie when two tracks have the same title
  tracks: 66,2,4,Intro,61; 67,4,3,Intro,72; 68,3,5,Intro,83
  plays: 66,66,ann,2024-07-01,4; 67,67,bob,2024-07-02,2; 68,68,cat,2024-07-03,1; 69,66,bob,2024-07-04,3
tie when two albums came out in the same year
  albums: 76,1,Twin,2040; 77,2,Pair,2040; 78,1,Duo,2040; 79,3,Old,1950; 80,2,Past,1950
  tracks: 76,76,1,One,111; 77,77,1,Two,112; 78,78,1,Three,113; 79,79,1,Four,114; 80,80,1,Five,115
  plays: 76,76,dov,2024-08-01,2; 77,77,dov,2024-08-02,3; 78,78,dov,2024-08-03,4; 79,79,dov,2024-08-04,5;
      80,80,dov,2024-08-05,1
"""

ROWS: Final = {"shop": SHOP, "library": LIBRARY, "flights": FLIGHTS, "music": MUSIC}
"""By world."""
