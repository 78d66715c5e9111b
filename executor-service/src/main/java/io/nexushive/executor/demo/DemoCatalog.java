package io.nexushive.executor.demo;

import java.util.List;

/** The names that the demonstration's data are made of. All of them are invented. */
final class DemoCatalog {

  /**
   * A product category.
   *
   * @param lowestPrice in cents
   * @param highestPrice in cents
   * @param lowestMargin in hundredths
   * @param highestMargin in hundredths
   * @param mostUnits the most units in one sale
   */
  record Category(
      String name,
      int lowestPrice,
      int highestPrice,
      int lowestMargin,
      int highestMargin,
      int mostUnits,
      List<String> products) {}

  /**
   * A sales region.
   *
   * @param share of the customers, in hundredths
   */
  record Region(String name, String manager, int share, String phonePrefix) {}

  static final List<Category> CATEGORIES =
      List.of(
          new Category(
              "Electronics",
              7_900,
              189_900,
              16,
              30,
              4,
              List.of(
                  "Aurora Laptop 14",
                  "Aurora Laptop 16",
                  "Meridian Tablet",
                  "Beacon Monitor 27",
                  "Beacon Monitor 32",
                  "Pulse Headset",
                  "Relay Docking Station",
                  "Summit Projector",
                  "Quill Scanner",
                  "Harbor Router")),
          new Category(
              "Furniture",
              4_900,
              129_900,
              24,
              42,
              6,
              List.of(
                  "Alder Standing Desk",
                  "Alder Corner Desk",
                  "Birch Bookcase",
                  "Cedar Conference Table",
                  "Ergo Task Chair",
                  "Ergo Executive Chair",
                  "Foundry Filing Cabinet",
                  "Grove Lounge Chair",
                  "Linden Side Table",
                  "Maple Whiteboard")),
          new Category(
              "Office Supplies",
              190,
              6_900,
              30,
              52,
              40,
              List.of(
                  "Copy Paper Box",
                  "Gel Pen Set",
                  "Hardcover Notebook",
                  "Ink Cartridge Black",
                  "Ink Cartridge Color",
                  "Label Maker",
                  "Mailing Envelopes",
                  "Paper Shredder",
                  "Sticky Notes Pack",
                  "Stapler Heavy Duty")),
          new Category(
              "Software",
              2_900,
              99_900,
              60,
              85,
              12,
              List.of(
                  "Atlas Analytics Licence",
                  "Cipher Backup Licence",
                  "Compass Planning Licence",
                  "Drift Design Suite",
                  "Ledger Accounting Suite",
                  "Lighthouse Monitoring",
                  "Mosaic Content Suite",
                  "Orbit Project Tracker",
                  "Sentinel Endpoint Protection",
                  "Vector Diagram Editor")),
          new Category(
              "Accessories",
              690,
              14_900,
              34,
              58,
              20,
              List.of(
                  "Cable Organizer",
                  "Laptop Sleeve",
                  "Laptop Stand",
                  "Mechanical Keyboard",
                  "Monitor Arm",
                  "Power Adapter",
                  "Travel Charger",
                  "USB Hub",
                  "Webcam Cover",
                  "Wireless Mouse")));

  static final List<Region> REGIONS =
      List.of(
          new Region("North America", "Dana Whitfield", 38, "+1-202-555-01"),
          new Region("EMEA", "Jonas Brandt", 30, "+44-1632-9600"),
          new Region("APAC", "Mei Tanaka", 20, "+61-2-5550-70"),
          new Region("Latin America", "Lucia Herrera", 12, "+52-55-5550-01"));

  static final List<String> SEGMENTS =
      List.of("Consumer", "Small Business", "Corporate", "Public Sector");

  static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Amir", "Anya", "Bela", "Bruno", "Carla", "Chen", "Dario", "Elif", "Emma", "Farid",
          "Freya", "Gita", "Hugo", "Ines", "Ivan", "Jana", "Joao", "Kemal", "Lara", "Leon", "Luca",
          "Maya", "Milan", "Nadia", "Noah", "Olga", "Omar", "Paula", "Rania", "Rohan", "Sara",
          "Sofia", "Tariq", "Tessa", "Uma", "Vera", "Wei", "Yara", "Zoe");

  static final List<String> LAST_NAMES =
      List.of(
          "Abbott",
          "Almeida",
          "Banerjee",
          "Becker",
          "Castillo",
          "Dahl",
          "Dubois",
          "Eriksen",
          "Fischer",
          "Garcia",
          "Haddad",
          "Ito",
          "Jansen",
          "Kaya",
          "Kowalski",
          "Larsen",
          "Lindholm",
          "Marino",
          "Mendes",
          "Novak",
          "Okafor",
          "Pereira",
          "Quinn",
          "Rossi",
          "Sato",
          "Schmidt",
          "Silva",
          "Tan",
          "Varga",
          "Zhang");

  private DemoCatalog() {}
}
