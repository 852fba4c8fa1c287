Feature: What is reported late

  Tills lose their connection and report an hour later. What counts is when something happened, not when we heard of it.

  Background:
    Given the store "North Street" keeps stock

  Scenario: A delivery that was there before the sale
    Given 1 "Tea" was sold at "North Street" at 12:00
    And 1 "Tea" is missing at "North Street"
    When 10 "Tea" are delivered to "North Street" at 11:00
    Then "North Street" has 9 "Tea"
    And nothing is missing of "Tea" at "North Street"

  Scenario: A delivery between two sales helps the later one
    Given 1 "Tea" was sold at "North Street" at 10:00
    And 1 "Tea" was sold at "North Street" at 12:00
    When 10 "Tea" are delivered to "North Street" at 11:00
    Then "North Street" has 9 "Tea"
    And 1 "Tea" is missing at "North Street"

  Scenario: The newest event says how old the level is, not the last report
    Given 10 "Tea" were delivered to "North Street" at 12:00
    When 1 "Tea" is sold at "North Street" at 09:00
    Then "Tea" at "North Street" last changed at 12:00
